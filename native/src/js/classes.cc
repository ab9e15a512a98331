#include "js/classes.h"

#include "js/nd_array.h"
#include "js/numbers.h"

namespace gilder::js {

void export_classes(Napi::Env env, Napi::Object exports, Classes& classes) {
  classes.nd_array = Napi::Persistent(nd_array_class(env));
  classes.complex = Napi::Persistent(complex_class(env));
  classes.decimal = Napi::Persistent(decimal_class(env));
  exports.Set("NdArray", classes.nd_array.Value());
  exports.Set("Complex", classes.complex.Value());
  exports.Set("Decimal", classes.decimal.Value());
}

}  // namespace gilder::js
