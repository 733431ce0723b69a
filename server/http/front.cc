#include "server/http/front.h"

#include <utility>

#include "server/http/front_loop.h"

namespace tiski {

Front::Front(Listener listener, AllowedHosts hosts, HttpLimits limits, unsigned workers, Answer answer, Refuse refuse)
    : loop_(std::make_unique<Loop>(std::move(listener), std::move(hosts), limits, workers, std::move(answer),
                                   std::move(refuse))) {}
Front::~Front() = default;
void Front::run() { loop_->run(); }
void Front::stop() noexcept { loop_->stop(); }

}  // namespace tiski
