using System.CommandLine;

namespace HmRnnInk.App.Options;

/// <summary>
/// The file to open without an option before it: <c>hmrnnink page.hmink</c>. A desktop passes a file in this way when it is opened with
/// the program or dropped on its icon.
/// </summary>
internal static class FileArgument
{
    /// <param name="open">The option that means the same.</param>
    public static Argument<string[]> Create(Option<string?> open)
    {
        var file = new Argument<string[]>("file")
        {
            Description = $"The same as {open.Name} <file>.",
            // Only one is allowed. If the arity said so, the error would call a second file an unknown argument.
            Arity = ArgumentArity.ZeroOrMore,
        };
        file.Validators.Add(result =>
        {
            string[] given = [.. result.Tokens.Select(token => token.Value)];
            // System.CommandLine takes an option that it does not know for an argument.
            if (given.FirstOrDefault(text => text.StartsWith('-') && !File.Exists(text)) is { } unknown)
                result.AddError($"There is no option '{unknown}'.");
            else if (given.Any(string.IsNullOrWhiteSpace)) // an unset shell variable gives an empty path
                result.AddError("The file to open must be a path; it is empty.");
            else if (given.Length > 1)
                result.AddError($"Only one file can be opened, not also '{given[1]}'. A path with spaces needs quotation marks.");
            else if (given.Length == 1 && result.GetResult(open) is { Implicit: false })
                result.AddError($"Only one file can be opened: leave out either {open.Name} or '{given[0]}'.");
        });
        return file;
    }
}
