#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

namespace kartotek {

// Memory, where there is such a file system, for tests of a few files that wait for the disk more than they
// work.
inline std::filesystem::path fast_folder() {
  return std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path();
}

// A test with an empty folder of its own, which goes away with it.
class ScratchFolder : public ::testing::Test {
 protected:
  explicit ScratchFolder(std::filesystem::path where = std::filesystem::temp_directory_path())
      : where_(std::move(where)) {}
  void SetUp() override {
    std::string name = (where_ / "kartotek-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  const std::filesystem::path& folder() const { return folder_; }

  // Writes a file below the folder, making the folders it needs.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view content) const {
    const std::filesystem::path file = folder_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

 private:
  std::filesystem::path where_;
  std::filesystem::path folder_;
};

}  // namespace kartotek
