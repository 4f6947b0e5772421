using System.Runtime.InteropServices;

namespace HmRnnInk.App.Inference;

/// <summary>Recognises the exceptions that a running engine throws when it fails.</summary>
internal static class EngineFault
{
    /// <summary>
    /// Whether a failing engine can throw this exception. TorchSharp reports libtorch's errors, such as a GPU without free memory, as
    /// <see cref="ExternalException"/>.
    /// </summary>
    public static bool Is(Exception error) => error is InvalidOperationException or ArgumentException or ExternalException;

    /// <returns>A message for the person: libtorch's message without its stack trace.</returns>
    public static string Text(Exception error) => error is ExternalException ? error.Message.Split('\n')[0] : error.Message;
}
