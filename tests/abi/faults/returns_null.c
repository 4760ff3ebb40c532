#define TINY_SERVES_NO_HOST
#include "tiny_plugin.h"
