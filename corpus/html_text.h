#pragma once

#include <string>
#include <string_view>

namespace kartotek {

// Whether a text that claims to be plain is a piece of HTML, as the bodies of news feeds often are:
// it has an end tag, a tag with an attribute, a lone <br> or <p> in small letters, a comment, or a
// character reference with its semicolon. "<SRD>" (a share), "a < b" and "R&D" are none of these.
// Linear in the text. Thread-safe.
bool looks_like_markup(std::string_view text);

// The text of a piece of HTML as a reader would see it. Tags go, as do comments and what stands in
// script and style; tags that start a new line on a page become line ends, paragraphs are set off
// by an empty line; character references become their characters. White space is collapsed as on
// a page if the piece has such tags; else its lines stay as they are. What has angle brackets but is
// no tag of HTML stays ("<SRD>"), and a tag or script that never ends costs no text behind it.
// Never fails, linear in the text, thread-safe.
std::string text_of_markup(std::string_view html);

}  // namespace kartotek
