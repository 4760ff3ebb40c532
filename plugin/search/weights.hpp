// What counts how much; found by measuring (bench/search.py), on queries of kinds rather than on single ones.
#pragma once

#include <array>
#include <cstddef>

namespace http_task::search {

struct weights {
  // How well a word stands for what was typed.
  float synonym = 0.86F;
  float own_word_halves = 0.62F; // a synonym where the API uses the word itself
  float abbreviation = 0.92F;
  float own_name = 0.95F; // what the provider that was named calls it
  float phrase = 0.85F;
  float part_of_alternative = 0.75F;
  float joined = 0.95F;
  float one_letter = 0.80F;
  float swapped = 0.06F; // more, where letters are only in another order
  float two_letters = 0.62F;
  float completion = 0.92F;
  float same_action = 0.74F;      // "add" where the operation says "create"
  float action_by_method = 0.70F; // of the plain actions: create, list, get, update, delete
  float other_action_by_method = 0.35F;
  float kindred_action = 0.60F; // "start" where the operation says "create"
  float no_vowels = 0.85F;      // "strp"
  float other_form = 0.90F;     // a form of a known word that itself occurs nowhere
  float inflected = 0.97F;      // another form of the word, its plural apart
  float elsewhere = 0.65F;      // the name of an API in the operations of others

  // How well a field stands for the operation.
  float title = 0.95F;
  float operation_id = 0.97F;
  float path = 0.97F;
  float placeholder = 0.62F;
  float tag = 0.70F;
  float summary = 0.72F;
  float description = 0.40F;
  float provider = 1.00F;
  float service = 0.95F;
  float api_title = 0.90F;
  float surely_named = 0.90F; // from which quality on a word is the name of an API as it calls itself
  float common_name = 0.85F;  // a name of an API that is a word like others

  // What a word of the query weighs beside the rareness of its term.
  float empty_word = 0.10F;
  float action_word = 0.50F;
  float filler_word = 0.40F;
  float least_provider_weight = 7.00F;

  // Words of a name that nobody asked for.
  float unit = 6.08F; // what one weighs
  float left_over_action = 0.37F;
  float left_over_filler = 0.34F;
  float left_over_common = 0.20F; // in most paths of the API
  float left_over_placeholder = 0.12F;
  float missing = 0.50F;

  float coverage_power = 2.50F;
  float title_share = 0.45F;
  float summary_as_title = 0.69F; // of what a title says, where there is only a sentence
  float path_share = 0.49F;
  float operation_id_share = 0.27F;
  float wrong_action = 0.70F;
  float only_sees = 0.75F; // besides, where something was to be done
  float right_action = 1.30F;
  float plain_method = 1.15F;   // no name says what it does, and the method suggests what was asked for
  float list_to_search = 0.85F; // a list where a search was asked for
  float unasked_post = 1.08F;   // where no action was asked for
  float unasked_get = 1.00F;
  float unasked_list = 1.10F; // of several
  float unasked_other = 0.94F;
  float method_named = 1.10F;
  float head = 1.15F;   // "lists on board" where the path ends with "lists"
  float number = 1.06F; // one of many where one was asked for, all where all were
  float provider_named = 1.28F;
  float service_named = 1.15F;
  float order = 0.10F;         // words that follow each other as in the query
  float size = 0.023F;         // of the API, for each doubling from 1 to 65,536
  float path_version = 0.002F; // added: "/v2/users" before "/v1/users"
  float deprecated = 0.80F;

  float code_same_id = 3.00F; // added to the score of 1 to 2 that words give
  float code_same_path = 2.50F;
  float code_path_end = 2.00F;
  float code_path_begin = 1.60F;
  float code_as_typed = 1.0F; // added where even signs and capitals are the same
  float code_part = 1.00F;
};

} // namespace http_task::search
