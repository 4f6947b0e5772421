namespace HmRnnInk.Model;

/// <summary>A model file cannot be read or written. The message says what was found, what was expected, and how to fix it.</summary>
public sealed class ModelFileException(string message, Exception? innerException = null) : Exception(message, innerException);
