// Turns the subschemas that can be reached from one of them into a program; compile.cpp drives it.
#pragma once

#include "schema/documents.hpp"
#include "schema/program.hpp"

#include <array>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace http_task::schema {

class compiler {
public:
  compiler(documents& docs, const compile_options& options, retained kept)
      : documents_(docs), options_(options), kept_(kept) {}

  [[nodiscard]] result<program> run(const place& root);

private:
  // The keywords of the schema at hand, by what they are.
  using found_keywords = std::array<const json::value*, static_cast<std::size_t>(keyword::count_)>;

  [[nodiscard]] index node_of(const place& where);
  [[nodiscard]] index child(const json::value& schema) { return node_of(documents_.at(schema)); }
  [[nodiscard]] result<void> drain();
  void complete_dynamic_tables();

  [[nodiscard]] result<void> compile_node(index n, const place& where);
  [[nodiscard]] result<void> find_keywords(index n, const json::object& schema, const place& where);
  [[nodiscard]] result<void> accept(const keyword_entry& k, const json::value& v, const place& where);
  // Fails with the problem, or notes it if the options are tolerant.
  [[nodiscard]] result<void> refuse(problem p);

  [[nodiscard]] const json::value* get(keyword k) const { return found_[static_cast<std::size_t>(k)]; }
  void emit(op code, std::string_view name, index a = none, index b = none);

  [[nodiscard]] result<void> emit_references(const place& where);
  [[nodiscard]] result<void> emit_reference(const place& where, std::string_view name, std::string_view to);
  [[nodiscard]] result<void> emit_dynamic(const place& where, std::string_view name, std::string_view to);
  void emit_type();
  void emit_values();
  void emit_number_bounds();
  void emit_counts();
  [[nodiscard]] result<void> emit_text(const place& where);
  [[nodiscard]] result<void> emit_members(const place& where);
  void emit_dependencies();
  void emit_elements();
  void emit_applicators();
  void emit_unevaluated();
  void note_examples(index n);
  void note_annotation(index n, std::string_view name, const json::value& v);

  [[nodiscard]] std::pair<index, index> children_of(const json::array& schemas);
  [[nodiscard]] index value_of(const json::value& v);
  [[nodiscard]] result<index> pattern_of(std::string_view text);
  [[nodiscard]] std::vector<std::string> strings_of(const json::array& names) const;

  documents& documents_;
  const compile_options& options_;
  retained kept_;
  program program_;
  found_keywords found_{};
  language language_;
  std::size_t references_ = 0;
  std::deque<std::pair<index, place>> queue_;
  std::unordered_map<const json::value*, index> nodes_;
  std::unordered_map<std::string, index> patterns_;
  std::vector<std::string> dynamic_names_; // of each dynamic table
};

} // namespace http_task::schema
