namespace HmRnnInk.Ink;

/// <summary>Ink cannot be read. The message names the file, the position, what was found, and how to fix it.</summary>
public sealed class InkFormatException : Exception
{
    public InkFormatException(string message)
        : base(message)
    {
    }

    public InkFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
