// The look-up tables as bytes of the program: nothing to install, nothing to load.
#pragma once

extern const unsigned char open_data_regions[];
extern const long open_data_regions_size;
extern const unsigned char open_data_pricing_units[];
extern const long open_data_pricing_units_size;
extern const unsigned char open_data_services[];
extern const long open_data_services_size;
extern const unsigned char open_data_resource_types[];
extern const long open_data_resource_types_size;

// Swift sees an array of unknown length only through its address.
static inline const unsigned char *open_data_regions_at(void) { return open_data_regions; }
static inline const unsigned char *open_data_pricing_units_at(void) { return open_data_pricing_units; }
static inline const unsigned char *open_data_services_at(void) { return open_data_services; }
static inline const unsigned char *open_data_resource_types_at(void) { return open_data_resource_types; }
