#pragma once

#include <cstdint>
#include <string>

namespace kartotek {

// The lists of corpus/data/country_context.tsv: words beside the name of a country, a capital or a leader
// that decide what it means. In the order of its rows.
enum class Context : std::uint8_t {
  given,         // given names: Michael Jordan
  person,        // countries that are people's names: Jordan, Chad
  tie,           // what two countries have: Turkish-American relations
  said,          // what a person does: Jordan said
  food,          // turkey the bird
  state,         // Georgia the state
  place,         // a place where something happens: in Ankara
  surname,       // what may follow a given name: Houston
  realm,         // what a country has and no person is called: Jordan River
  neighbour,     // codes of the neighbours of Georgia the country
  state_mark,    // abbreviations of American states: London, Ky.
  turkish,       // countries that are Turkish words
  title,         // what stands before a leader's name: President
  leader_given,  // given names of the leaders of the table
  beat,          // what teams do to each other
  game,          // what they do it in
  family,        // what else is the name of a family: Bayraktar, Pekin
  paper,         // what newspapers are called behind a place: Kyiv Post
};

// Whether a folded word is on a list. Thread-safe.
bool has_word(Context context, const std::string& word);

}  // namespace kartotek
