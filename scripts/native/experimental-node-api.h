// Included before better-sqlite3's own source. The published Node-API headers leave out what was experimental in older
// runtimes; an addon that declares itself experimental must use this function to release references, or it is ended.
#pragma once
#include <node_api.h>

#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER

EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(
    node_api_basic_env env, napi_finalize finalize, void* data, void* hint);
EXTERN_C_END
