#include <gtest/gtest.h>

#include <string>

#include "tests/corpus/marked_text.h"

// Which lines of a story are captions, and which are only repeated.

namespace kartotek {
namespace {

TEST(Captions, LeavesOutCaptions) {
  expect_rows({
      with_prose("[[Minister Anna Berg and her guest pose for a photo in Oslo on 3 May 2023.]]", ""),
      with_prose("[[A patrol boat leaves Bergen, Norway. EPA/JANE DOE / POOL]]", "The boats are old."),
      with_prose("[[A patrol boat off Bergen (AP Photo/Jane Doe)]]", "The boats are old."),
      with_prose("", "[[A patrol boat off Bergen in April. (AP Photo/Jane Doe)]]\nThe boats are old."),
      with_prose("[[A patrol boat off Bergen. (Reuters)]]", "The boats are old."),
      with_prose("[[FILE PHOTO: A patrol boat off Bergen]]", ""),
      with_prose("", "[[(Photo: Coast Guard)]]\nThe boats are old."),
      with_prose("[[Fotoğraf: AA]]", ""),
      with_prose("[[Prezident Şuşada, 15 iyun 2021. Foto: AZƏRTAC]]", ""),
      with_prose("[[Sahil Güvenlik botu Marmara'da (Arşiv fotoğrafı)]]", ""),
      with_prose("[[Foto: Limanın arxivi]]", ""),
      with_prose("[[Фото: пресс-служба флота]]", ""),
      with_prose("[[Фото з архіву]]", ""),
      with_prose("[[A view of the harbour at dawn, before the boats left\nA view of the harbour at dawn, "
                 "before the boats "
                 "left\nTT\n20]]",
                 "The boats are old."),
  });
}

TEST(Captions, KeepsProseThatOnlyLooksLikeACaption) {
  expect_rows({
      "The boats left Bergen on Monday, a spokeswoman said. (Reuters)",
      with_prose("", "Later the leaders will pose for a photo at the lighthouse."),
      with_prose("", "The deal was first reported by a paper in Oslo. (AFP)"),
      "Ministers quarrelled over a photo of the boat. The picture was taken in May.",
      with_prose("", "The ratio of hits to misses was 3/4, AP reported."),
      with_prose("",
                 "\nThe navy showed the boat on Monday to the reporters who had come to the\n"
                 "harbour, among them one of Reuters/Jane Doe Pictures and two men of the\n"
                 "local paper, who were not let on board."),
  });
}

TEST(Captions, KeepsOneOfEqualLinesAndShortOnesAll) {
  const std::string line(prose);
  expect_rows({
      line + "\nThe boats are old.\n[[" + line + "]]",
      "“No.”\nHe would not say more.\n“No.”\nThe meeting ended.",
      "1. Boats\nSix.\n2. Crews\nSix.",
      "Row, crew, row to the north coast\nno oar is lost\nRow, crew, row to the north coast\nno",
  });
}

TEST(Captions, TakesALineGivenTwiceForACaptionAtTheTopAlone) {
  const std::string line = "No boat of this yard has ever failed to come home\n";
  expect_rows({
      "[[" + line + line + "]]The boats are old.",
      "Boat.\nCrew.\nOars.\nSail.\nMast.\nKeel.\nNets.\nRope.\n" + line + line + "The boats are old.",
  });
}

}  // namespace
}  // namespace kartotek
