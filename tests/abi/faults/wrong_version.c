#define TINY_VERSION "1.2.4"
#include "tiny_plugin.h"
