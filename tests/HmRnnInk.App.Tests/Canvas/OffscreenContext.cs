using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Canvas;

/// <summary>
/// An OpenGL 3.3 core context without a display, from the surfaceless EGL platform of Mesa. Draw to a <see cref="RenderTexture"/>; there is
/// no default framebuffer.
/// </summary>
internal sealed unsafe partial class OffscreenContext : IDisposable
{
    private const int SurfacelessPlatform = 0x31DD, OpenGlApi = 0x30A2, None = 0x3038;
    private const int ContextMajorVersion = 0x3098, ContextMinorVersion = 0x30FB, ContextProfileMask = 0x30FD, CoreProfileBit = 1;
    private const int SurfaceType = 0x3033, RenderableType = 0x3040, OpenGlBit = 8;

    private readonly nint _display;
    private readonly nint _context;

    private OffscreenContext(nint display, nint context)
    {
        (_display, _context) = (display, context);
        Gl = GL.GetApi(GetProcAddress);
    }

    public GL Gl { get; }

    /// <summary>Opens a context and makes it current on this thread. Skips the test if EGL has none.</summary>
    public static OffscreenContext Open()
    {
        OffscreenContext? context = null;
        string reason;
        try
        {
            context = TryOpen(out reason);
        }
        catch (DllNotFoundException)
        {
            reason = "libEGL.so.1 is not installed (sudo apt-get install libegl1 libgl1-mesa-dri)";
        }

        Assert.SkipWhen(context is null, reason);
        return context;
    }

    public void Dispose()
    {
        Gl.Dispose();
        MakeCurrent(_display, 0, 0, 0);
        DestroyContext(_display, _context);
        // The display stays open: EGL shares it between all callers, and terminating it would end their contexts too.
    }

    /// <param name="reason">What is missing, if it returns null.</param>
    private static OffscreenContext? TryOpen(out string reason)
    {
        var getPlatformDisplay = (delegate* unmanaged<int, nint, int*, nint>)GetProcAddress("eglGetPlatformDisplayEXT");
        nint display = getPlatformDisplay is null ? 0 : getPlatformDisplay(SurfacelessPlatform, 0, null);
        reason = "EGL has no surfaceless platform here";
        if (display == 0 || Initialize(display, out _, out _) == 0) return null;

        reason = "EGL offers no OpenGL 3.3 core context without a surface";
        int* configAttributes = stackalloc int[] { SurfaceType, 0, RenderableType, OpenGlBit, None };
        int* contextAttributes = stackalloc int[]
        {
            ContextMajorVersion, 3, ContextMinorVersion, 3, ContextProfileMask, CoreProfileBit, None,
        };
        nint context = 0;
        if (BindApi(OpenGlApi) != 0 && ChooseConfig(display, configAttributes, out nint config, 1, out int count) != 0 && count > 0)
            context = CreateContext(display, config, 0, contextAttributes);
        if (context != 0 && MakeCurrent(display, 0, 0, context) != 0)
        {
            reason = "";
            return new OffscreenContext(display, context);
        }

        if (context != 0) DestroyContext(display, context);
        return null;
    }

    [LibraryImport("libEGL.so.1", EntryPoint = "eglGetProcAddress", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetProcAddress(string name);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglInitialize")]
    private static partial uint Initialize(nint display, out int major, out int minor);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglBindAPI")]
    private static partial uint BindApi(int api);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglChooseConfig")]
    private static partial uint ChooseConfig(nint display, int* attributes, out nint config, int size, out int count);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglCreateContext")]
    private static partial nint CreateContext(nint display, nint config, nint share, int* attributes);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglDestroyContext")]
    private static partial uint DestroyContext(nint display, nint context);

    [LibraryImport("libEGL.so.1", EntryPoint = "eglMakeCurrent")]
    private static partial uint MakeCurrent(nint display, nint draw, nint read, nint context);
}
