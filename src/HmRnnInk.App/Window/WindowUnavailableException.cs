namespace HmRnnInk.App.Window;

/// <summary>No window can be opened here; the message says what is missing and the command that mends it.</summary>
public sealed class WindowUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
