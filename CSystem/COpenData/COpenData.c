#include "COpenData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

const unsigned char open_data_regions[] = {
#embed "Tables/regions.tsv"
};
const long open_data_regions_size = sizeof open_data_regions;

const unsigned char open_data_pricing_units[] = {
#embed "Tables/pricing-units.tsv"
};
const long open_data_pricing_units_size = sizeof open_data_pricing_units;

const unsigned char open_data_services[] = {
#embed "Tables/services.tsv"
};
const long open_data_services_size = sizeof open_data_services;

const unsigned char open_data_resource_types[] = {
#embed "Tables/resource-types.tsv"
};
const long open_data_resource_types_size = sizeof open_data_resource_types;
