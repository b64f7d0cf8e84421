import CostModel

/// The resource group that an Azure resource id names, looked for once per id.
final class ResourceGroupCodes {
    /// By the code of the resource id.
    private var codes: [UInt32] = []
    private static let unknown = UInt32.max

    func forget() {
        codes = []
    }

    /// The code of the resource group; 0 when the id names none.
    func code(of resource: UInt32, in builder: inout ChargeBatchBuilder) -> UInt32 {
        let place = Int(resource)
        if place >= codes.count {
            codes.append(contentsOf: repeatElement(Self.unknown, count: max(place + 1, codes.count * 2) - codes.count))
        }
        if codes[place] == Self.unknown {
            let group = builder.text(of: resource).flatMap { AzureResource.group(of: $0) }
            codes[place] = group.map { builder.code(of: $0) } ?? 0
        }
        return codes[place]
    }
}
