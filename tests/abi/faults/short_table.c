#define TINY_SIZE 24
#include "tiny_plugin.h"
