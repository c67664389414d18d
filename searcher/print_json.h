#pragma once

#include <nlohmann/json_fwd.hpp>

#include "searcher/search.h"

namespace kartotek {

// The objects of the contract's JSON, keys in its order.
nlohmann::ordered_json json_of(const Page& page, const std::string& query);
nlohmann::ordered_json json_of(const Hit& hit);
nlohmann::ordered_json json_of(const StoredArticle& stored);
nlohmann::ordered_json json_of(const Stats& stats);

// On one line; what is no UTF-8 (a file name may be so) is replaced.
std::string line_of(const nlohmann::ordered_json& json);

}  // namespace kartotek
