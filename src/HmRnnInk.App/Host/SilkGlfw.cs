using System.Runtime.InteropServices;
using Silk.NET.GLFW;
using Silk.NET.Windowing;
using Silk.NET.Windowing.Glfw;

namespace HmRnnInk.App.Host;

/// <summary>Access to the GLFW functions that Silk.NET.Windowing does not expose.</summary>
internal sealed unsafe class SilkGlfw
{
    private const WindowHintBool ScaleToMonitor = (WindowHintBool)0x0002200C;

    private readonly Glfw _glfw = GlfwProvider.GLFW.Value;
    private readonly WindowHandle* _window;
    private readonly delegate* unmanaged[Cdecl]<WindowHandle*, float*, float*, void> _getWindowContentScale;
    private readonly delegate* unmanaged[Cdecl]<int, int, byte*> _getKeyName;

    public SilkGlfw(IWindow window)
    {
        _window = GlfwWindowing.GetHandle(window);
        _getWindowContentScale =
            (delegate* unmanaged[Cdecl]<WindowHandle*, float*, float*, void>)_glfw.Context.GetProcAddress("glfwGetWindowContentScale");
        _getKeyName = (delegate* unmanaged[Cdecl]<int, int, byte*>)_glfw.Context.GetProcAddress("glfwGetKeyName");
    }

    /// <summary>Pixels in one window unit.</summary>
    public float ContentScale
    {
        get
        {
            float x, y;
            _getWindowContentScale(_window, &x, &y);
            return x > 0 ? x : 1;
        }
    }

    /// <summary>Starts GLFW, and makes windows that are opened later keep their size in units on a screen of another scale.</summary>
    /// <exception cref="WindowUnavailableException">
    /// OpenGL 3.3 is not available. This is tested on a hidden window, because Silk.NET crashes if its own window cannot be created.
    /// </exception>
    public static void Prepare()
    {
        Glfw glfw = GlfwProvider.GLFW.Value;
        string? error = null;
        glfw.SetErrorCallback((code, description) => error = $"{description} ({code})");
        glfw.WindowHint(ScaleToMonitor, true);
        glfw.WindowHint(WindowHintBool.Visible, false);
        glfw.WindowHint(WindowHintInt.ContextVersionMajor, 3);
        glfw.WindowHint(WindowHintInt.ContextVersionMinor, 3);
        glfw.WindowHint(WindowHintOpenGlProfile.OpenGlProfile, OpenGlProfile.Core);
        glfw.WindowHint(WindowHintBool.OpenGLForwardCompat, true);
        WindowHandle* trial = glfw.CreateWindow(1, 1, "", null, null);
        if (trial != null) glfw.DestroyWindow(trial);
        glfw.SetErrorCallback(Glfw.ErrorCallback);
        if (trial != null) return;
        string remedy = OperatingSystem.IsLinux()
            ? "sudo apt-get install libgl1 libgl1-mesa-dri"
            : "install the newest from the maker of the graphics card (a remote desktop may have none)";
        throw new WindowUnavailableException(
            $"No OpenGL 3.3 window could be opened: {error ?? "no reason given"}. The driver is missing or too old: {remedy}");
    }

    /// <summary>Ends what <see cref="Prepare"/> has started. All windows must be closed.</summary>
    public static void Terminate() => GlfwProvider.Unload();

    /// <summary>What a key types without modifiers in the current keyboard layout; null if it types nothing.</summary>
    /// <remarks>Silk.NET's own function reads the name, which is UTF-8, in the code page of the system.</remarks>
    public string? KeyName(int key, int scancode) => Marshal.PtrToStringUTF8((nint)_getKeyName(key, scancode));

    public void SetMinimumSize(int width, int height) => _glfw.SetWindowSizeLimits(_window, width, height, Glfw.DontCare, Glfw.DontCare);

    /// <summary>Waits for events: until the first arrives, or for at most this time.</summary>
    public void WaitEvents(double seconds) => _glfw.WaitEventsTimeout(seconds);
}
