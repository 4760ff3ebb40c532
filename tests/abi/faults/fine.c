#include "tiny_plugin.h"
