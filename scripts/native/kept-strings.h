// Included before better-sqlite3's own source. It keeps references to strings, which Node-API has from version 10; here
// each is a reference to an array that holds the string, so that version 9 will do.
#pragma once
#include <cstdint>

#include <node_api.h>

namespace kept_strings {

// Node's references are aligned, so the lowest bit is free to tell which ones hold a string.
inline napi_ref Mark(napi_ref reference) { return reinterpret_cast<napi_ref>(reinterpret_cast<uintptr_t>(reference) | 1); }
inline bool IsMarked(napi_ref reference) { return (reinterpret_cast<uintptr_t>(reference) & 1) != 0; }
inline napi_ref Plain(napi_ref reference) {
  return reinterpret_cast<napi_ref>(reinterpret_cast<uintptr_t>(reference) & ~static_cast<uintptr_t>(1));
}

inline napi_status Create(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type != napi_string) return napi_create_reference(env, value, count, result);
  napi_value holder;
  status = napi_create_array_with_length(env, 1, &holder);
  if (status == napi_ok) status = napi_set_element(env, holder, 0, value);
  if (status == napi_ok) status = napi_create_reference(env, holder, count, result);
  if (status == napi_ok) *result = Mark(*result);
  return status;
}

inline napi_status Get(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, Plain(reference), result);
  if (status != napi_ok || !IsMarked(reference) || *result == nullptr) return status;
  return napi_get_element(env, *result, 0, result);
}

inline napi_status Delete(napi_env env, napi_ref reference) { return napi_delete_reference(env, Plain(reference)); }

inline napi_status Ref(napi_env env, napi_ref reference, uint32_t* count) {
  return napi_reference_ref(env, Plain(reference), count);
}

inline napi_status Unref(napi_env env, napi_ref reference, uint32_t* count) {
  return napi_reference_unref(env, Plain(reference), count);
}

}  // namespace kept_strings

#define napi_create_reference kept_strings::Create
#define napi_get_reference_value kept_strings::Get
#define napi_delete_reference kept_strings::Delete
#define napi_reference_ref kept_strings::Ref
#define napi_reference_unref kept_strings::Unref
