// A web API made from its description: checks a request against it and gives a documented or sampled answer.
#pragma once

#include "catalogue/catalogue.hpp"
#include "sandbox/message.hpp"
#include "sandbox/route.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace http_task::host {

// Answers 401 when the authentication is missing and 400 when the request breaks the description, both with
// application/problem+json, else as the endpoint would. A request that no description knows is echoed, with
// the field "x-http-task-sandbox: echo". Thread-safe.
class mock_api {
public:
  // `endpoints` is borrowed. `only_api`: the id of the one API to be, "" for all of the catalogue.
  explicit mock_api(catalogue& endpoints, std::string only_api = {});

  // Requests to this endpoint are looked for first, and found although search would not.
  void expect(const std::string& endpoint);

  [[nodiscard]] sandbox_answer answer(const sandbox_request& request);

private:
  struct known_endpoint {
    std::string id;
    json::object description;
  };
  struct found {
    std::shared_ptr<const known_endpoint> endpoint;
    route way;
  };
  [[nodiscard]] std::shared_ptr<const known_endpoint> known(const std::string& id);
  [[nodiscard]] std::optional<found> find(const sandbox_request& request);
  [[nodiscard]] std::vector<std::string> candidates(const sandbox_request& request);
  [[nodiscard]] sandbox_answer answer_of(const found& target, const sandbox_request& request);

  catalogue& endpoints_;
  std::string only_api_;
  std::mutex mutex_; // guards what follows
  std::vector<std::string> expected_;
  std::map<std::string, std::shared_ptr<const known_endpoint>> known_; // null: cannot be described
};

} // namespace http_task::host
