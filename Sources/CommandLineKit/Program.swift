public import ArgumentParser
import Glibc

/// A command of one of the three programs.
public protocol PaktCommand: AsyncParsableCommand {
    var options: GlobalOptions { get }
    /// Does the command's work; what it throws becomes a ``Failure`` and the exit status.
    func perform(_ output: Output) async throws
}

extension PaktCommand {
    public func run() async throws {
        let output = Output(options)
        do {
            try await perform(output)
        } catch let code as ExitCode {
            throw code
        } catch is DamageFound {
            throw ExitCode(ExitStatus.damaged.rawValue)
        } catch {
            let failure = Failure(error)
            output.fail(failure)
            throw ExitCode(failure.status.rawValue)
        }
    }
}

/// The way from arguments to an exit status.
public enum Program {
    /// The version of the programs and libraries.
    public static let version = "0.1.0"

    /// Runs a program's root command with the process's arguments, and ends the process.
    public static func main(_ root: any AsyncParsableCommand.Type) async -> Never {
        // A peer or a pipe that closes must end in an error code of ours, not in a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try root.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(ExitStatus.success.rawValue)
        } catch {
            exit(status(of: error, root: root))
        }
    }

    private static func status(of error: any Error, root: any AsyncParsableCommand.Type) -> Int32 {
        if let code = error as? ExitCode { return code.rawValue }
        let message = root.fullMessage(for: error)
        let isHelp = root.exitCode(for: error) == .success
        if !message.isEmpty { Output.write(message + "\n", to: isHelp ? STDOUT_FILENO : STDERR_FILENO) }
        return isHelp ? ExitStatus.success.rawValue : ExitStatus.invalidInput.rawValue
    }
}
