#define TINY_INTERFACE "tiny.nothing/2"
#include "tiny_plugin.h"
