"""An import that fails is what this module is for."""

import this_module_does_not_exist_anywhere  # noqa: F401  # to fail is all it is for
