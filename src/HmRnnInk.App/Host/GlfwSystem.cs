namespace HmRnnInk.App.Host;

/// <summary>What GLFW reports about the system it runs on. GLFW must have been started.</summary>
internal static class GlfwSystem
{
    /// <summary>Whether windows are X11 windows.</summary>
    public static bool UsesX11()
    {
        try
        {
            return GlfwApi.GetX11Display() != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The refresh rate of the primary monitor; 60 if it is unknown.</summary>
    public static unsafe double RefreshHertz()
    {
        nint monitor = GlfwApi.GetPrimaryMonitor();
        int* mode = monitor == 0 ? null : GlfwApi.GetVideoMode(monitor);
        return mode is null ? 60 : mode[5];
    }
}
