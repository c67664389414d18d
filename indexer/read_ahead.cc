#include "indexer/read_ahead.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

namespace kartotek {
namespace {

using Piece = std::variant<Article, Reject>;

struct Batch {
  std::vector<Piece> pieces;
  std::size_t bytes = 0;
};

// Between the two threads.
class Channel {
 public:
  struct Ended {};  // is thrown where nobody takes any more

  void put(Batch&& batch) {
    constexpr std::size_t most_ahead = 4;
    constexpr std::size_t most_bytes = std::size_t{2} << 20;  // beside one batch, whatever its size
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return batches_.empty() || (batches_.size() < most_ahead && bytes_ + batch.bytes < most_bytes) ||
             is_left_;
    });
    if (is_left_) throw Ended();
    bytes_ += batch.bytes;
    batches_.push_back(std::move(batch));
    changed_.notify_all();
  }
  void end() {
    const std::scoped_lock lock(mutex_);
    is_whole_ = true;
    changed_.notify_all();
  }
  void leave() {
    const std::scoped_lock lock(mutex_);
    is_left_ = true;
    changed_.notify_all();
  }
  // Whether there was another.
  bool take(Batch& batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !batches_.empty() || is_whole_; });
    if (batches_.empty()) return false;
    batch = std::move(batches_.front());
    batches_.pop_front();
    bytes_ -= batch.bytes;
    changed_.notify_all();
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> batches_;
  std::size_t bytes_ = 0;  // in them
  bool is_whole_ = false;
  bool is_left_ = false;
};

// Fills the channel. What was found before an error goes through, too.
class Sender {
 public:
  explicit Sender(Channel& channel) : channel_(channel) {}

  void send(const std::function<void(const OnArticle&, const OnReject&)>& read) {
    try {
      read(
          [this](Article&& article) {
            batch_.bytes += article.title.size() + article.text.size() + article.extra.size();
            add(std::move(article));
          },
          [this](Reject&& reject) {
            batch_.bytes += reject.bytes.size();
            add(std::move(reject));
          });
    } catch (const Channel::Ended&) {
      return;
    } catch (...) {
      flush();
      throw;
    }
    flush();
  }

 private:
  void add(Piece&& piece) {
    constexpr std::size_t pieces_of_batch = 64;
    constexpr std::size_t bytes_of_batch = std::size_t{1} << 18;
    if (batch_.pieces.empty()) batch_.pieces.reserve(pieces_of_batch);
    batch_.pieces.push_back(std::move(piece));
    if (batch_.pieces.size() >= pieces_of_batch || batch_.bytes >= bytes_of_batch) flush();
  }
  void flush() { channel_.put(std::exchange(batch_, {})); }

  Channel& channel_;
  Batch batch_;
};

void take_all(Channel& channel, const OnArticle& on_article, const OnReject& on_reject) {
  for (Batch batch; channel.take(batch);)
    for (Piece& piece : batch.pieces) {
      if (auto* const article = std::get_if<Article>(&piece)) {
        on_article(std::move(*article));
      } else {
        on_reject(std::move(std::get<Reject>(piece)));
      }
    }
}

}  // namespace

void read_ahead(const std::function<void(const OnArticle&, const OnReject&)>& read,
                const OnArticle& on_article, const OnReject& on_reject) {
  Channel channel;
  std::future<void> reader = std::async(std::launch::async, [&] {
    const auto end = [&channel](const void*) { channel.end(); };
    const std::unique_ptr<Channel, decltype(end)> at_the_end(&channel, end);
    Sender(channel).send(read);
  });
  try {
    take_all(channel, on_article, on_reject);
  } catch (...) {
    channel.leave();
    throw;
  }
  reader.get();
}

}  // namespace kartotek
