#define TINY_ID "another"
#include "tiny_plugin.h"
