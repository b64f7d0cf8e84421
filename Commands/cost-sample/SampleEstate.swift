import CostModel

/// What a company that does not exist runs in the cloud: the pools that generated charges draw from.
struct SampleEstate {
    struct Product {
        let service: String
        let category: String
        let subcategory: String
        let meter: String
        let unit: String
        let resourceType: String
        let provider: String
        /// The list price of a unit.
        let price: String
    }

    static let products = [
        Product(
            service: "Virtual Machines", category: "Compute", subcategory: "Virtual Machines", meter: "D4s v5",
            unit: "Hours", resourceType: "Virtual machine", provider: "microsoft.compute/virtualmachines",
            price: "0.192"),
        Product(
            service: "Virtual Machines", category: "Compute", subcategory: "Virtual Machines", meter: "E8s v5",
            unit: "Hours", resourceType: "Virtual machine", provider: "microsoft.compute/virtualmachines",
            price: "0.504"),
        Product(
            service: "Azure Kubernetes Service", category: "Compute", subcategory: "Containers",
            meter: "Standard Uptime SLA", unit: "Hours", resourceType: "Kubernetes service",
            provider: "microsoft.containerservice/managedclusters", price: "0.1"),
        Product(
            service: "Storage Accounts", category: "Storage", subcategory: "Object Storage",
            meter: "Hot LRS Data Stored",
            unit: "GB-Months", resourceType: "Storage account", provider: "microsoft.storage/storageaccounts",
            price: "0.0184"),
        Product(
            service: "Storage Accounts", category: "Storage", subcategory: "Object Storage",
            meter: "Hot Read Operations", unit: "10000 Operations", resourceType: "Storage account",
            provider: "microsoft.storage/storageaccounts", price: "0.0044"),
        Product(
            service: "SQL Database", category: "Databases", subcategory: "Relational Databases", meter: "vCore",
            unit: "Hours", resourceType: "SQL database", provider: "microsoft.sql/servers", price: "0.2611"),
        Product(
            service: "Bandwidth", category: "Networking", subcategory: "Network Connectivity",
            meter: "Standard Data Transfer Out", unit: "GB", resourceType: "Public IP address",
            provider: "microsoft.network/publicipaddresses", price: "0.087"),
        Product(
            service: "Azure Monitor", category: "Management and Governance", subcategory: "Observability",
            meter: "Analytics Logs Data Ingestion", unit: "GB", resourceType: "Log Analytics workspace",
            provider: "microsoft.operationalinsights/workspaces", price: "2.3"),
        Product(
            service: "Azure OpenAI", category: "AI and Machine Learning", subcategory: "Generative AI",
            meter: "Input Tokens", unit: "1000 Tokens", resourceType: "Cognitive service",
            provider: "microsoft.cognitiveservices/accounts", price: "0.0025"),
    ]

    static let regions = [
        ("westeurope", "West Europe"), ("northeurope", "North Europe"), ("germanywestcentral", "Germany West Central"),
        ("eastus", "East US"), ("eastus2", "East US 2"), ("swedencentral", "Sweden Central"),
    ]
    static let departments = ["Web", "Data", "Finance", "Marketing", "Research", "Platform", "Logistics", "Support"]
    static let environments = ["prod", "test", "dev", "staging"]

    /// How many there are, growing slowly with the size of the file.
    let subscriptions: Int
    let resources: Int

    init(rows: Int) {
        subscriptions = min(12 + rows / 200_000, 60)
        resources = min(max(200, rows / 40), 100_000)
    }
}
