#include "python/few_collections.h"

namespace gilder::python {
namespace {

/// No round number, so that nobody else has chosen it.
constexpr long long kFew = 50'021;

Ref method(const char* name) {
  const Ref gc = checked(api.PyImport_ImportModule("gc"));
  return checked(api.PyObject_GetAttrString(gc.get(), name));
}

/// New objects until the next look; 0 for never.
long long threshold() {
  const Ref all = checked(api.PyObject_CallObject(method("get_threshold").get(), nullptr));
  return api.PyLong_AsLongLong(api.PyTuple_GetItem(all.get(), 0));
}

void set_threshold(long long count) {
  const Ref number = checked(api.PyLong_FromLongLong(count));
  checked(api.PyObject_CallFunctionObjArgs(method("set_threshold").get(), number.get(), nullptr));
}

}  // namespace

FewCollections::FewCollections() noexcept {
  try {
    const long long usual = threshold();
    // An import that goes on in another thread may have set ours already.
    if (usual <= 0 || usual >= kFew) return;
    set_threshold(kFew);
    usual_ = usual;
  } catch (const Raised&) {
    api.PyErr_Clear();
  }
}

FewCollections::~FewCollections() {
  if (!usual_) return;
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  api.PyErr_Fetch(&type, &value, &traceback);
  try {
    if (threshold() == kFew) set_threshold(*usual_);
  } catch (const Raised&) {
    api.PyErr_Clear();
  }
  api.PyErr_Restore(type, value, traceback);
}

}  // namespace gilder::python
