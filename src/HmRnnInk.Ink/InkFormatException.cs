namespace HmRnnInk.Ink;

/// <summary>Ink that cannot be read. The message names the file, the place, what was found and how to mend it.</summary>
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
