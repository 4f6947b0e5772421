namespace HmRnnInk.App.Tests.Host;

/// <summary>An output to which nothing can be written, as on a full disk.</summary>
internal sealed class FullWriter : StringWriter
{
    /// <summary>The number of lines that should have been written.</summary>
    public int Lines { get; private set; }

    public override void WriteLine(string? value)
    {
        Lines++;
        throw new IOException("No space left on device");
    }
}
