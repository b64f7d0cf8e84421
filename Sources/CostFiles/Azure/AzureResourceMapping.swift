import CostModel

/// Finds what resource, service and region an Azure row is about.
enum AzureResourceMapping {
    static func set(_ fields: AzureFields, in charge: inout Charge) {
        let id = fields.text(.resourceId)
        let type = id.flatMap { AzureResource.type(of: $0) } ?? fields.text(.resourceType)?.lowercased()
        // Azure writes the same id in several ways; it does not tell case apart.
        charge[.resourceId] = id?.lowercased()
        charge[.resourceName] = fields.text(.resourceName) ?? id.flatMap { AzureResource.name(of: $0) }
        charge[.resourceType] = type.map { OpenData.resourceTypes[$0] ?? $0 }
        let group = fields.text(.resourceGroup)?.lowercased() ?? id.flatMap { AzureResource.group(of: $0) }
        charge[.resourceGroup] = group
        charge[.availabilityZone] = fields.text(.availabilityZone)
        setRegion(fields, in: &charge)
        setService(fields, type: type, in: &charge)
    }

    private static func setRegion(_ fields: AzureFields, in charge: inout Charge) {
        guard let location = fields.text(.resourceLocation) ?? fields.text(.meterRegion) else { return }
        let region = OpenData.regions[location.lowercased()]
        charge[.regionId] = region?.id ?? location.lowercased().filter { !$0.isWhitespace }
        charge[.regionName] = region?.name ?? location
    }

    private static func setService(_ fields: AzureFields, type: String?, in charge: inout Charge) {
        let consumed = fields.text(.consumedService)?.lowercased() ?? ""
        let service =
            type.flatMap { OpenData.services["\(consumed)\t\($0)"] ?? OpenData.servicesByType[$0] }
            ?? OpenData.servicesByConsumedService[consumed]
        charge[.serviceName] =
            service?.name ?? fields.text(.meterCategory) ?? fields.text(.meterSubCategory)
            ?? fields.text(.consumedService) ?? fields.text(.publisherName) ?? "Other"
        charge[.serviceCategory] = service?.category ?? "Other"
        charge[.serviceSubcategory] = service?.subcategory ?? "Other (Other)"
    }
}
