#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kartotek {

// What a phrase of corpus/data/boilerplate.tsv says of a line it was found in. The table describes
// each kind in its first lines.
enum class Boilerplate {
  none,
  notice,     // consent banners, copyright, "content is protected": never part of a story
  line,       // a line of its own: "Advertisement", "3 min read"
  start,      // how a prompt begins: "Subscribe to our"
  bar,        // an item of a row of share buttons; nothing when it stands alone
  list,       // heads a list of links to other stories: "ALSO READ"
  label,      // heads a list of facts about the story: "- Country:"
  tags,       // a label with its value behind it: "Tags: navy, drones"
  published,  // when the story appeared: "Last updated: 14 March 2025"
  signoff,    // the name of an agency as the last line
};

// What `line` is by its words. `at_edge`: the line is one of the first or last of its story, where
// notices are looked for in the whole line. Lines that are too long for any of this are none.
// Thread-safe, as is all here.
Boilerplate boilerplate_of(std::string_view line, bool at_edge);

// Whether `line` is one fact of the story with its label, as in "Country: Norway".
bool is_labelled_fact(std::string_view line);

// Whether `line` is "TT" or a number: what is left of a page's text size and share count.
bool is_counter(std::string_view line);

// Whether `line` is nothing but the name of a section: "World", "GÜNDEM".
bool is_section(std::string_view line);

// Whether `line` begins as the headline of another story does, or the title of a video: "WATCH: ...".
bool has_teaser(std::string_view line);

// The web address that `line` is, behind a label ("URL: ") or not; "" where it is none.
std::string_view address_of(std::string_view line);

// What stands behind the label of a title, "Title: ", in quotes or not; "" where `line` has none.
std::string_view labelled_title(std::string_view line);

// Whether `line` is nothing but the name of an agency or outlet: one that is known ("Anadolu Agency"), or the
// address of one ("Report.az"). `likely`: also what merely ends as such names do ("The Baltic Times").
bool is_outlet(std::string_view line, bool likely);

// The length of a label "SOURCE: NAME / AGENCY. " at the begin of `line`; 0 if there is none. Where
// the name ends is a guess from capitals: rather a word of it is left than one of the story taken.
std::size_t source_label_length(std::string_view line);

// The length of the part at the end of `line` that is a disclaimer or sign-off ("With inputs from
// agencies."), 0 if there is none. It begins with a sentence, and never takes the whole line.
std::size_t closing_length(std::string_view line);

}  // namespace kartotek
