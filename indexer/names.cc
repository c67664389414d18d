#include "indexer/names.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "corpus/unicode.h"
#include "indexer/name_sounds.h"

namespace kartotek {
namespace {

using namespace sound;

using Run = std::span<const Sounds>;

bool is_vowel(Sounds sounds) { return (sounds & vowels) != 0; }

// Reads a sequence of sounds as vowels, consonant, vowels, consonant ... vowels.
class Walk {
 public:
  explicit Walk(Run sounds) : rest_(sounds) {}
  bool done() const { return rest_.empty(); }
  bool is_at_last(Sounds consonant) const { return rest_.size() == 1 && rest_.front() == consonant; }
  Run vowels() {
    return take(
        static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_vowel) - rest_.begin()));
  }
  Sounds consonant() { return take(1).front(); }

 private:
  Run take(std::size_t count) {
    const Run taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  Run rest_;
};

// A name reduced to what every spelling of it writes.
struct Skeleton {
  std::vector<Sounds> sounds;
  std::size_t consonants = 0;
  bool initial_glide = false;  // Yaqub, but not Yerevan, which is Erivan too
};

// Vowels that stand together: glides go, and so does an i that only makes a diphthong (Mikhail, Petrosian),
// but the i of Aliev stays. A glide among consonants is a vowel itself (Mykola).
void append_vowels(Run written, std::vector<Sounds>& kept) {
  if (!written.empty() && std::all_of(written.begin(), written.end(), [](Sounds s) { return s == Y; })) {
    kept.push_back(I);
    return;
  }
  const std::size_t begin = kept.size();
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == Y) continue;
    std::size_t next = i + 1;
    while (next < written.size() && written[next] == Y) ++next;
    const bool before_full_vowel = next < written.size() && (written[next] & (A | O | U)) != 0;
    if (written[i] == I && (kept.size() > begin || before_full_vowel)) continue;
    kept.push_back(written[i]);
  }
}

// Russian Долинская, Кировское are Ukrainian Долинська, Кіровське.
void shorten_adjective(std::vector<Sounds>& sounds) {
  if (sounds.size() < 3) return;
  const Sounds before = sounds[sounds.size() - 2];
  const Sounds last = sounds.back();
  if (is_vowel(before) && ((before & last & A) != 0 || (before == O && (last & E) != 0)))
    sounds.erase(sounds.end() - 2);
}

Skeleton skeleton_of(std::string_view word, Reading reading) {
  Skeleton skeleton;
  const std::vector<Sounds> written = name_sounds(word, reading);
  if (written.size() < 3) return skeleton;
  skeleton.initial_glide = (written[0] == Y || written[0] == I) && (written[1] & (A | U)) != 0;
  skeleton.sounds.reserve(written.size());
  for (Walk walk(written);;) {
    append_vowels(walk.vowels(), skeleton.sounds);
    if (walk.done()) break;
    skeleton.sounds.push_back(walk.consonant());
    ++skeleton.consonants;
  }
  shorten_adjective(skeleton.sounds);
  return skeleton;
}

// The broad class of a consonant: all that one letter may stand for, and all that prices join, are in one.
char class_of(Sounds consonant) {
  struct Class {
    Sounds sounds;
    char name;
  };
  static constexpr Class classes[] = {
      {K | G | GH | KH | H, 'k'},
      {CH | DJ | ZH, 'c'},
      {S | SH, 's'},
      {B | P, 'b'},
      {D | T, 'd'},
      {V, 'v'},
      {F, 'f'},
      {M, 'm'},
      {N, 'n'},
      {L, 'l'},
      {R, 'r'},
      {Z, 'z'},
  };
  const auto* found = std::find_if(std::begin(classes), std::end(classes),
                                   [&](const Class& each) { return (each.sounds & consonant) != 0; });
  return found->name;
}

std::string key_of(const Skeleton& skeleton) {
  std::string key;
  if (skeleton.consonants == 0) return key;
  if (is_vowel(skeleton.sounds.front())) key.push_back('a');
  for (const Sounds s : skeleton.sounds) {
    if (!is_vowel(s)) key.push_back(class_of(s));
  }
  if (is_vowel(skeleton.sounds.back())) key.push_back('a');
  return key;
}

// What differences cost, and what a name may pay. Set on one half of tests/indexer/name_families.tsv.
constexpr int romanisation = 1;   // g for k or h; a lost i or initial y
constexpr int voicing = 2;        // d for t
constexpr int front_vowel = 2;    // e for a or i
constexpr int another_vowel = 4;  // o for a, or a vowel more between two consonants
constexpr int never = 100;

constexpr Sounds hushing = SH | CH | DJ | ZH;

int allowance(std::size_t consonants) {
  if (consonants < 3) return 0;
  return consonants == 3 ? romanisation : consonants == 4 ? 3 : 5;
}

class Comparison {
 public:
  int price() const {
    // a for e throughout is one difference: the ə of the original, read one way or the other.
    const int a_and_e = a_for_e_ > 0 && e_for_a_ > 0 ? a_for_e_ + e_for_a_ : std::min(1, a_for_e_ + e_for_a_);
    // Turkish alone writes Reşid, Veli; behind the first consonant that is no sign of another name, but
    // Umerov is not Umarov.
    return price_ + (a_and_e == first_syllable_ ? romanisation : front_vowel) * a_and_e;
  }

  void pay(int price) { price_ += price; }

  void consonants(Sounds a, Sounds b, bool last) {
    if ((a & b) != 0) return;
    const auto one_is = [&](Sounds one, Sounds other) {
      return ((a & one) != 0 && (b & other) != 0) || ((b & one) != 0 && (a & other) != 0);
    };
    if (one_is(G, K) || one_is(G, H) || one_is(G | GH, KH)) return pay(romanisation);
    if (one_is(D, T) || one_is(B, P)) return pay(last ? 0 : voicing);  // Turkish hardens an end: Rəcəb, Recep
    pay(never);
  }

  enum class Place { start, first_syllable, inside, before_last_v, end };

  // `before`: what the consonant in front of them may be.
  void vowels(Run a, Run b, Place place, Sounds before) {
    const Run longer = a.size() > b.size() ? a : b;
    const Run shorter = a.size() > b.size() ? b : a;
    if (longer.size() == shorter.size()) {
      for (std::size_t i = 0; i < a.size(); ++i) {
        const bool ends_word = place == Place::end && i + 1 == a.size();
        ends_word ? ending(a[i], b[i]) : vowel(a[i], b[i], before, place);
      }
    } else if (longer.size() == 2 && shorter.size() == 1 &&
               ((longer[0] == I && (longer[1] & shorter[0]) != 0) ||   // Husiev is Гусєв
                (longer[1] == E && (longer[0] & shorter[0]) != 0))) {  // Guelen is Gülen
      pay(romanisation);
    } else {
      const bool is_inside = place != Place::start && place != Place::end;
      pay(is_inside && shorter.empty() && longer.size() == 1 ? another_vowel : never);
    }
  }

 private:
  // Zelenska is not Zelensky, and Москве a case of Москва; but Gence is Ganja, with a Latin e for ə.
  void ending(Sounds a, Sounds b) {
    if ((a & b) != 0) return;
    if ((a | b) == (A | E)) return vowel(a, b, 0, Place::end);
    pay(never);
  }

  void vowel(Sounds a, Sounds b, Sounds before, Place place) {
    if ((a & b) != 0) return;
    const auto between = [&](Sounds one, Sounds other) {
      return ((a & one) != 0 && (b & other) != 0) || ((b & one) != 0 && (a & other) != 0);
    };
    if (between(A, E) && place == Place::first_syllable) ++first_syllable_;
    if ((a & A) != 0 && (b & E) != 0) {
      ++a_for_e_;
    } else if ((a & E) != 0 && (b & A) != 0) {
      ++e_for_a_;
    } else if (place == Place::before_last_v && (between(I, O) || between(I, E))) {
      pay(romanisation);                               // Ukrainian Очаків, Russian Очаков
    } else if (between(I, E) && ((a | b) & U) == 0) {  // ü may be i, but not the e of Həsənov
      pay(front_vowel);
    } else if (!(between(O, E) && before != 0 &&
                 (before & ~hushing) == 0)) {  // Orujov is Orujev, Хрущёв Khrushchev
      pay(another_vowel);
    }
  }

  int price_ = 0;
  int a_for_e_ = 0;
  int e_for_a_ = 0;
  int first_syllable_ = 0;
};

// What it costs to take two skeletons for one name.
int price_of(const Skeleton& one, const Skeleton& other) {
  if (key_of(one) != key_of(other)) return never;
  Comparison comparison;
  if (one.initial_glide != other.initial_glide) comparison.pay(romanisation);
  Sounds before = 0;
  std::size_t syllable = 0;
  for (Walk mine(one.sounds), theirs(other.sounds);; ++syllable) {
    const Run my_vowels = mine.vowels();
    const Run their_vowels = theirs.vowels();
    using Place = Comparison::Place;
    const bool begins_with_consonant = !is_vowel(one.sounds.front()) && !is_vowel(other.sounds.front());
    const auto place = mine.done()                              ? Place::end
                       : syllable == 0                          ? Place::start
                       : syllable == 1 && begins_with_consonant ? Place::first_syllable
                       : mine.is_at_last(sound::V)              ? Place::before_last_v
                                                                : Place::inside;
    comparison.vowels(my_vowels, their_vowels, place, before);
    if (mine.done()) break;
    const Sounds my_consonant = mine.consonant();
    const Sounds their_consonant = theirs.consonant();
    comparison.consonants(my_consonant, their_consonant, mine.done());
    before = my_consonant | their_consonant;
  }
  return comparison.price();
}

// A word under one reading.
struct Heard {
  Skeleton skeleton;
  Reading reading;
};

// What two readings of a name may differ by. One that is not as the word's own alphabet has it leaves little
// else; the English one nothing, for it is how Russian writes what it hears, and other spellings do not.
int allowance(const Heard& one, const Heard& other) {
  const auto is_foreign = [](Reading reading) {
    return reading != Reading::plain && reading != Reading::with_ks;
  };
  const int most = allowance(one.skeleton.consonants);
  if (!is_foreign(one.reading) && !is_foreign(other.reading)) return most;
  if (one.reading != Reading::english && other.reading != Reading::english)
    return std::min(most, romanisation);
  return is_foreign(one.reading) && is_foreign(other.reading) ? -1 : 0;
}

std::vector<Heard> heard(std::string_view word) {
  // Of two consonants too many names are another's in other letters (Chan, Khan), but not those that end so.
  constexpr std::size_t long_enough = 6;
  const std::string folded = fold(word);
  const bool is_surname = folded.size() >= long_enough && (folded.ends_with("ew") || folded.ends_with("ow"));
  const std::size_t fewest = is_surname ? 2 : 3;
  std::vector<Heard> all;
  for (const Reading reading : all_readings) {
    Skeleton skeleton = skeleton_of(word, reading);
    if (skeleton.consonants >= fewest || (skeleton.consonants > 0 && reading == Reading::plain))
      all.push_back({std::move(skeleton), reading});
  }
  return all;
}

}  // namespace

std::vector<std::string> name_keys(std::string_view word) {
  std::vector<std::string> keys;
  for (const Reading reading : all_readings) {
    std::string key = key_of(skeleton_of(word, reading));
    if (key.empty()) {
      if (reading == Reading::plain) break;
    } else if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

struct Spelling::Readings {
  std::string folded;
  Skeleton plain;
  std::vector<Heard> all;
};

Spelling::Spelling(std::string_view word)
    : readings_(std::make_unique<Readings>(Readings{fold(word), skeleton_of(word, Reading::plain), {}})) {
  if (readings_->plain.consonants > 0) readings_->all = heard(word);
}
Spelling::~Spelling() = default;

bool Spelling::is_name_of(std::string_view other) const {
  if (readings_->plain.consonants == 0) return false;
  const Skeleton plain = skeleton_of(other, Reading::plain);
  if (plain.consonants == 0) return false;
  if (price_of(readings_->plain, plain) <= allowance(readings_->plain.consonants)) return true;
  if (readings_->folded == fold(other)) return true;
  const std::vector<Heard> theirs = heard(other);
  return std::any_of(readings_->all.begin(), readings_->all.end(), [&](const Heard& my) {
    return std::any_of(theirs.begin(), theirs.end(), [&](const Heard& their) {
      return price_of(my.skeleton, their.skeleton) <= allowance(my, their);
    });
  });
}

bool same_name(std::string_view a, std::string_view b) { return Spelling(a).is_name_of(b); }

}  // namespace kartotek
