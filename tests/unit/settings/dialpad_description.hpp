// A description as the catalogue has it, for the tests of prefill and validation.
#pragma once

#include "json/parse.hpp"

namespace http_task::settings {

inline json::value dialpad_description() {
  return json::parse(R"json({
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Call Event -- Create",
    "type": "object",
    "required": ["method", "uri", "headers"],
    "properties": {
      "rateLimit": { "default": { "requests": 1200, "perSeconds": 60 } },
      "method": { "const": "POST" },
      "uri": { "type": "string", "default": "https://dialpad.com/api/v2/subscriptions/call" },
      "headers": {
        "type": "object", "required": ["Content-Type"],
        "properties": { "Content-Type": { "type": "string", "default": "application/json" } }
      },
      "body": { "$ref": "#/$defs/create" },
      "authentication": { "default": { "type": "bearer", "token": "${secrets.DIALPAD_API_KEY}" } }
    },
    "$defs": {
      "create": {
        "type": "object",
        "properties": {
          "call_states": {
            "type": "array", "items": { "type": "string", "enum": ["calling", "connected", "hangup"] }
          },
          "enabled": { "type": "boolean", "default": true },
          "endpoint_id": { "type": "integer" },
          "group_calls_only": { "type": "boolean" },
          "target_id": { "type": "integer" },
          "target_type": {
            "type": "string", "enum": ["callcenter", "callrouter", "department", "office", "room"]
          }
        }
      }
    },
    "endpoint": { "id": "dialpad.com:POST:/api/v2/subscriptions/call" }
  })json")
      .value();
}

} // namespace http_task::settings
