import Foundation
import Testing

@Suite(.serialized) struct TourTests {
    /// The README's blocks marked `sh tour`, run as one session from top to bottom.
    @Test func `The tour in the README runs as it is written`() async throws {
        let file = Programs.root + "/README.md"
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return }
        let blocks = text.matches(of: /(?ms)^```sh tour\n(.*?)^```/).map { String($0.output.1) }
        guard !blocks.isEmpty else { return }
        let folder = Folder()
        let script = """
            set -eu
            trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
            cd "$HOME"
            ln -s '\(Programs.root)/Tests' Tests

            """ + blocks.joined(separator: "\n")
        let path = try folder.file("tour.sh", script)
        let outcome = try await Child("/bin/bash", [path], folder: folder).end()
        #expect(outcome.status == 0, "\(outcome.all)")
    }
}
