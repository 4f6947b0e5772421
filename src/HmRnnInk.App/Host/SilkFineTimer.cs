using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>While it lives, a wait of a millisecond takes about that on Windows, and not up to 16.</summary>
internal sealed partial class SilkFineTimer : IDisposable
{
    public SilkFineTimer()
    {
        if (OperatingSystem.IsWindows()) BeginPeriod(1);
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows()) EndPeriod(1);
    }

    [LibraryImport("winmm.dll", EntryPoint = "timeBeginPeriod")]
    private static partial uint BeginPeriod(uint milliseconds);

    [LibraryImport("winmm.dll", EntryPoint = "timeEndPeriod")]
    private static partial uint EndPeriod(uint milliseconds);
}
