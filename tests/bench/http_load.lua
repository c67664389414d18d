-- Replays the queries of the file $QUERIES over and over, each class as its kind of search; see http_load.
local requests, at = {}, 0

local function escaped(text)
  return (text:gsub("[^%w]", function(c) return string.format("%%%02X", c:byte()) end))
end

local function target(class, words, from, to)
  local query = words
  if class == "and" then query = words:gsub(" ", " AND ") end
  if class == "phrase" then query = '"' .. words .. '"' end
  local path = "/api/search?limit=10&q=" .. escaped(query)
  if from ~= "" then path = path .. "&from=" .. from end
  if to ~= "" then path = path .. "&to=" .. to end
  if class == "facet" then path = path .. "&facets=country,year,month,lang,source" end
  if class == "sort" then path = path .. "&sort=newest" end
  return path
end

function init()
  for line in io.lines(os.getenv("QUERIES")) do
    local class, words, from, to = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t\r]*)")
    if class then requests[#requests + 1] = wrk.format("GET", target(class, words, from, to)) end
  end
  -- Every run asks in the same order, that mixes the classes.
  local state = 7
  for i = #requests, 2, -1 do
    state = (state * 1103515245 + 12345) % 2147483648
    local j = state % i + 1
    requests[i], requests[j] = requests[j], requests[i]
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  local errors = e.connect + e.read + e.write + e.status + e.timeout
  local p50, p99 = latency:percentile(50) / 1000, latency:percentile(99) / 1000
  print(string.format("load: %d answers, %.0f a second, p50 %.2f ms, p99 %.2f ms (%.1f times), longest %.2f ms, %d errors",
    summary.requests, summary.requests / summary.duration * 1e6, p50, p99, p99 / p50, latency.max / 1000, errors))
  if errors == 0 and p99 <= 10 * p50 then print("load: ok") else print("load: NOT OK") end
end
