/// Comparing words that people type with the words of the catalogue.
enum Words {
    /// The longest word that is compared, in characters; anything longer is cut first.
    static let maximumLength = 100

    /// A word in lower case without spaces, hyphens and punctuation, umlauts spelled out: `Maß-Nahme` is `massnahme`.
    static func plain(_ word: String) -> String {
        var result = ""
        for character in word.prefix(maximumLength).lowercased() {
            switch character {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            case _ where character.isLetter || character.isNumber || character == "+": result.append(character)
            default: break
            }
        }
        return result
    }

    /// The candidate that differs from a word by the fewest single changes; nil when there is none.
    ///
    /// - Parameter candidates: pairs of what to compare with and what to answer.
    static func nearest<Answer>(to word: String, among candidates: [(text: String, answer: Answer)]) -> Answer? {
        let plainWord = Array(plain(word))
        return candidates.min { left, right in
            distance(plainWord, Array(plain(left.text))) < distance(plainWord, Array(plain(right.text)))
        }?.answer
    }

    /// The number of characters to insert, delete, replace or swap with a neighbour (optimal string alignment).
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let cost = left[row] == right[column] ? 0 : 1
                var best = min(previous[column] + cost, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
