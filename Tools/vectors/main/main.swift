// Writes the examples of the specification from the code: `vectors Protocol/Vectors`.
//
// Any implementation can run them. Read the difference before committing it: a changed example is a changed format.
import FoundationEssentials
import Wire

let folder = CommandLine.arguments.dropFirst().first ?? "Protocol/Vectors"
let files = try [
    cborVectors(), nameVectors(), treeVectors(), seedVectors(), entryVectors(), chunkVectors(), dictionaryVector(),
    signatureVectors(), messageVectors(),
]
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
for file in files {
    try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/\(file.name).json"))
    print("\(file.name).json: \(file.vectors.count) examples")
}
