using System.Text.Json;

namespace HmRnnInk.App.Host;

/// <summary>Writes the output of <c>--json</c>: one line per change, so that another program can follow the app.</summary>
internal abstract class JsonReport(TextWriter output)
{
    private bool _ended;

    public void NoteSaved(string path) => Print(new { Saved = path });

    /// <summary>Writes a line. If that is impossible, says so and reports no more: the person may be writing on the page.</summary>
    protected void Print<T>(T line)
    {
        if (_ended) return;
        try
        {
            output.WriteLine(JsonSerializer.Serialize(line, JsonSerializerOptions.Web));
        }
        catch (IOException error)
        {
            _ended = true;
            Console.Error.WriteLine($"--json: the output cannot be written and ends here: {error.Message}");
        }
    }
}
