#version 330 core
// Computes the grain of paper once, as a repeating texture. Drawing paper then costs only a texture look-up.
in vec2 pixel;
out vec4 fragment;      // red: grain, from 0.2 to 0.8, 0.5 for none; green: noise per pixel, for dithering

uniform float size;     // period in pixels
uniform float ui;       // framebuffer pixels per window unit

float hash(ivec2 p)
{
    // Integer hashing, because sine-based noise shows patterns on some GPUs.
    uvec2 q = uvec2(p) * uvec2(1597334673u, 3812015801u);
    uint n = (q.x ^ q.y) * 1597334673u;
    n ^= n >> 15;
    n *= 2246822519u;
    n ^= n >> 13;
    return float(n >> 8) / 16777216.0;
}

// waves: per window unit, rounded so that a whole number of them fits.
float noise(vec2 at, vec2 waves, int seed)
{
    vec2 period = max(floor(waves / ui * size + 0.5), 1.0);
    vec2 p = at / size * period;
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    ivec2 low = ivec2(mod(i, period)) + seed, high = ivec2(mod(i + 1.0, period)) + seed;
    return mix(
        mix(hash(low), hash(ivec2(high.x, low.y)), f.x), mix(hash(ivec2(low.x, high.y)), hash(high), f.x), f.y);
}

void main()
{
    float fibres = noise(pixel, vec2(0.11, 0.55), 0) + noise(pixel, vec2(0.47, 0.09), 91) - 1.0;
    float clouds = noise(pixel, vec2(0.013), 0) + 0.5 * noise(pixel, vec2(0.037), 17) - 0.75;
    float tooth = hash(ivec2(pixel)) - 0.5;
    fragment = vec4(0.5 + 0.3 * (0.45 * tooth + 0.45 * fibres + 0.8 * clouds), hash(ivec2(pixel) + 7), 0.0, 1.0);
}
