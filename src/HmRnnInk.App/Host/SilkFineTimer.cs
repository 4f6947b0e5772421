using System.Runtime.InteropServices;

namespace HmRnnInk.App.Host;

/// <summary>Makes a wait of 1 ms take about that long on Windows, instead of up to 16 ms, until it is disposed.</summary>
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
