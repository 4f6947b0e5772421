namespace HmRnnInk.Model;

/// <summary>A model file that cannot be read or written. The message says what was found, what was needed and how to mend it.</summary>
public sealed class ModelFileException(string message, Exception? innerException = null) : Exception(message, innerException);
