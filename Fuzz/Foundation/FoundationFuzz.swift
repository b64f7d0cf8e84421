import Foundation
import Fuzzing
import JSONRPC

/// We accept what Foundation accepts and refuse what it refuses, but for the differences that `FoundationDifference`
/// can name; `FoundationAgreementTests` says for each which clause is on our side.
@main
enum FoundationFuzz {
    static func main() {
        FuzzTarget.run { bytes in
            let input = bytes.indices.map { bytes[$0] }
            let foundationAccepts = foundationAccepts(input)
            do throws(JSONSyntaxError) {
                let value = try JSONValue(parsing: bytes)
                guard !foundationAccepts else { return }
                let small = FoundationDifference.withoutHugeNumbers(value)
                require(small != value, "Foundation refuses nothing but huge numbers that we accept")
                require(Self.foundationAccepts(small.serialized), "without its huge numbers Foundation accepts it too")
            } catch {
                guard foundationAccepts else { return }
                require(FoundationDifference.explainsRefusal(of: input), "a refusal of ours (\(error)) has a reason")
            }
        }
    }

    private static func foundationAccepts(_ input: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)) != nil
    }
}
