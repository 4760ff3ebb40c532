#define TINY_ABI (2u << 16)
#include "tiny_plugin.h"
