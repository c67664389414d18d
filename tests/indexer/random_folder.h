#pragma once

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kartotek {

// Words that articles are made of at random.
inline const std::vector<std::string>& random_words() {
  static const std::vector<std::string> all{"drone",   "frigate", "Baku",    "Əliyev", "Aliyev",   "Quliyev",
                                            "Guliyev", "tank",    "S-400",   "Ankara", "corvette", "radar",
                                            "Kyiv",    "harbour", "missile", "Tehran", "minister"};
  return all;
}

// A folder of articles that changes at random.
class RandomFolder {
 public:
  RandomFolder(std::filesystem::path root, unsigned seed) : root_(std::move(root)), random_(seed) {
    std::filesystem::create_directories(root_ / "sub");
  }

  void change() {
    switch (number(12)) {
      case 0:
      case 1:
      case 2:
        return write(name(".txt"), story());
      case 3:
      case 4:
        return write(name(".jsonl"), lines());
      case 5:
        return remove_some();
      case 6:
        return rename_some();
      case 7:
        return touch_some();
      case 8:
      case 9:
        return grow_some();
      case 10:
        return restore_some();
      default:
        return write(name(".txt"), "");  // a reject
    }
  }

 private:
  unsigned number(unsigned below) { return std::uniform_int_distribution<unsigned>(0, below - 1)(random_); }

  std::string sentence() {
    std::string text = "The";
    for (int i = 0; i < 8; ++i)
      text += " " + random_words()[number(static_cast<unsigned>(random_words().size()))];
    return text + ".";
  }

  std::string story() {
    return fmt::format(" date 2021-0{}-1{} {}\n\n{} {}\n{}\n", 1 + number(9), number(10), sentence(),
                       sentence(), sentence(), footer());
  }

  // Lines that come to be shared by many articles of a source and cease to be.
  std::string footer() {
    static const std::vector<std::string> all{"Stories that the newsletter of the harbour told",
                                              "The minister on the channel that we run ourselves",
                                              "Ankara bureau, tank desk and radar room"};
    return number(2) == 0 ? all[number(static_cast<unsigned>(all.size()))] : "";
  }

  // With ids that other files and other lines have too.
  std::string lines() {
    std::string all;
    for (unsigned i = number(5); i < 6; ++i)
      all += number(8) == 0 ? "{broken\n"
                            : fmt::format(R"({{"id":"x{}","title":"{}","body":"{}\n{}","date":"2021-0{}",)"
                                          R"("source":"{}"}})"
                                          "\n",
                                          number(12), sentence(), sentence(), footer(), 1 + number(9),
                                          number(3) == 0 ? "A" : "B");
    return all;
  }

  std::filesystem::path name(const std::string& ending) {
    return root_ / (number(3) == 0 ? "sub" : "") / fmt::format("f{}{}", number(7), ending);
  }

  std::filesystem::path some() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root_))
      if (entry.is_regular_file()) files.push_back(entry.path());
    return files.empty() ? std::filesystem::path() : files[number(static_cast<unsigned>(files.size()))];
  }

  void write(const std::filesystem::path& file, const std::string& text) {
    written_.emplace_back(file, text);
    std::ofstream(file, std::ios::binary) << text;
    age(file);
  }
  // Times long past, each another: what just changed is read again in any case.
  void age(const std::filesystem::path& file) {
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() -
                                               std::chrono::hours(100) + std::chrono::milliseconds(++clock_));
  }
  void remove_some() {
    if (const std::filesystem::path file = some(); !file.empty()) std::filesystem::remove(file);
  }
  void rename_some() {
    const std::filesystem::path file = some();
    if (!file.empty()) std::filesystem::rename(file, name(file.extension()));
  }
  // Often after a line that was broken off, and sometimes with another beginning.
  void grow_some() {
    const std::filesystem::path file = some();
    if (file.extension() != ".jsonl") return;
    if (number(3) == 0) std::fstream(file, std::ios::in | std::ios::out | std::ios::binary) << "{BROKEN";
    std::string more = lines();
    if (number(3) == 0) more.resize(more.size() / 2);
    std::ofstream(file, std::ios::binary | std::ios::app) << more;
    age(file);
  }
  // As it was once.
  void restore_some() {
    if (written_.empty()) return;
    const auto [file, text] = written_[number(static_cast<unsigned>(written_.size()))];
    write(file, text);
  }
  void touch_some() {
    if (const std::filesystem::path file = some(); !file.empty()) age(file);
  }

  std::filesystem::path root_;
  std::mt19937 random_;
  std::vector<std::pair<std::filesystem::path, std::string>> written_;
  int clock_ = 0;
};

}  // namespace kartotek
