namespace HmRnnInk.Ink;

/// <summary>Ink cannot be read. The message names the file, the position, what was found, and how to fix it.</summary>
public sealed class InkFormatException(string message, Exception? innerException = null) : Exception(message, innerException);
