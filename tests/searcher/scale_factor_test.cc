#include "searcher/scale_factor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kartotek {
namespace {

using Query = Xapian::Query;

TEST(ScaleFactor, IsWhatTheQueryWasMadeWith) {
  std::mt19937 random(20261127);
  std::uniform_real_distribution<double> exponent(-40, 40);
  const Query several(Query::OP_SYNONYM, Query("frigate"), Query("corvette"));
  for (int i = 0; i < 2000; ++i) {
    const double factor = std::exp(exponent(random));
    EXPECT_EQ(factor_of(Query(Query::OP_SCALE_WEIGHT, i % 2 == 0 ? Query("frigate") : several, factor)),
              factor);
  }
  for (const double factor : {0.0, 0.25, 1.0, 255.0, 256.0, 1e-300, 1e300})
    EXPECT_EQ(factor_of(Query(Query::OP_SCALE_WEIGHT, several, factor)), factor);
}

TEST(ScaleFactor, IsOfTheOuterOfTwo) {
  const Query inner(Query::OP_SCALE_WEIGHT, Query("frigate"), 0.7);
  const Query outer(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, inner, Query("corvette")), 3.1);
  EXPECT_EQ(factor_of(outer), 3.1);
  EXPECT_EQ(factor_of(outer.get_subquery(0).get_subquery(0)), 0.7);
}

}  // namespace
}  // namespace kartotek
